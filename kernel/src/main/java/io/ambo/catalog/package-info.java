/**
 * What there is: providers, destinations, prices, licences, recognisers, policies, engines, as immutable records read
 * from files with sources and dates.
 *
 * <p>Read {@link io.ambo.catalog.Catalog} first. It promises that a catalogue is whole or not there at all, that every
 * mistake in a file is refused with file, line and the nearest known key, and that two catalogues of the same content
 * have the same version. It knows nothing of requests.
 */
@NullMarked
package io.ambo.catalog;

import org.jspecify.annotations.NullMarked;
