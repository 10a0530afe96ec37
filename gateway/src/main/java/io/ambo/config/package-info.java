/**
 * Configuration: settings and the documents of a catalogue, read from YAML with every mistake told by file, line and
 * nearest key.
 *
 * <p>Read {@link io.ambo.config.CatalogReader} first, then {@link io.ambo.config.Section}. It promises that a catalogue
 * is read whole or not at all, that every mistake of all files is told at once, and that two catalogues of the same
 * content have the same version. It knows the records that it makes, and nothing of requests.
 */
@NullMarked
package io.ambo.config;

import org.jspecify.annotations.NullMarked;
