/// Databases that are not the lab's: what an operator says of each, where that is kept, and what may be asked of them.
@NullMarked
package io.backstay.act.connection;

import org.jspecify.annotations.NullMarked;
