@NullMarked
package io.ambo;

import org.jspecify.annotations.NullMarked;
