@NullMarked
package io.ambo.bench;

import org.jspecify.annotations.NullMarked;
