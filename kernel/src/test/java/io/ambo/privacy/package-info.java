@NullMarked
package io.ambo.privacy;

import org.jspecify.annotations.NullMarked;
