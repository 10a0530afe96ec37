/**
 * The configuration as immutable records: providers, destinations, prices, licences, recognisers, policies, engines;
 * read from files with sources and dates.
 *
 * <p>Read {@link io.ambo.catalog.Catalog} first. It promises that a catalogue is complete or not there at all, that
 * every fault in a file is reported with file, line and the nearest known key, and that two catalogues of the same
 * content have the same version. It knows nothing of requests.
 */
@NullMarked
package io.ambo.catalog;

import org.jspecify.annotations.NullMarked;
