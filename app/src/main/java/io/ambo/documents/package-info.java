/**
 * Masks files: text, tables, JSON, Office documents and PDF, alone or whole folders of them.
 *
 * <p>Read {@link io.ambo.documents.FileMasking} first, then {@link io.ambo.documents.DocumentMasker}. It promises that a
 * finished file is under its name and no half-finished one ever is, that the same files under the same policy give the
 * same bytes whatever the number of threads, and that whatever could not be looked into is named in the manifest and not
 * in the output. It decides nothing about values: that is {@code privacy}'s.
 */
@NullMarked
package io.ambo.documents;

import org.jspecify.annotations.NullMarked;
