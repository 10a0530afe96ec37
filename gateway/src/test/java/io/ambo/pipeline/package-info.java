@NullMarked
package io.ambo.pipeline;

import org.jspecify.annotations.NullMarked;
