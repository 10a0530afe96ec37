@NullMarked
package io.ambo.bench.models;

import org.jspecify.annotations.NullMarked;
