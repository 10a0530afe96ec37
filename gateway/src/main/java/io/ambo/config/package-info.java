/**
 * Reads the configuration: settings and the documents of a catalogue, from YAML; every mistake is reported with file,
 * line and nearest key.
 *
 * <p>Read {@link io.ambo.config.CatalogReader} first, then {@link io.ambo.config.Section}. It promises that a catalogue
 * is read completely or not at all, that all mistakes of all files are reported at once, and that two catalogues of the
 * same content have the same version. It knows the records it creates, and nothing of requests.
 */
@NullMarked
package io.ambo.config;

import org.jspecify.annotations.NullMarked;
