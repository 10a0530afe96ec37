@NullMarked
package io.ambo.server;

import org.jspecify.annotations.NullMarked;
