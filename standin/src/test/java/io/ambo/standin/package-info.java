@NullMarked
package io.ambo.standin;

import org.jspecify.annotations.NullMarked;
