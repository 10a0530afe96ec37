/**
 * The way of one request, top to bottom: authenticate, receive, classify, choose, de-identify, call, restore, meter,
 * record.
 *
 * <p>Read {@link io.ambo.pipeline.Pipeline} first. It promises the nine steps in their order for every request, one
 * entry for each whatever happens, and that a request keeps the configuration it began with. It knows no socket, no
 * file and no SQL.
 */
@NullMarked
package io.ambo.pipeline;

import org.jspecify.annotations.NullMarked;
