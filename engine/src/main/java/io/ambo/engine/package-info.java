@NullMarked
package io.ambo.engine;

import org.jspecify.annotations.NullMarked;
