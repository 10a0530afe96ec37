@NullMarked
package io.ambo.wire;

import org.jspecify.annotations.NullMarked;
