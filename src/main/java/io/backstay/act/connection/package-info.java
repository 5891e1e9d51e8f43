/// Databases that are not the lab's: how each is reached, whether it answers as promised, and what it holds.
@NullMarked
package io.backstay.act.connection;

import org.jspecify.annotations.NullMarked;
