/// What a drill is told, and what it leaves.
@NullMarked
package io.backstay.act.drill;

import org.jspecify.annotations.NullMarked;
