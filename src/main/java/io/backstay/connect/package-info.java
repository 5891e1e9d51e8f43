/// The questions we ask of the outside world, with what each answer promises (ports and decorators).
@NullMarked
package io.backstay.connect;

import org.jspecify.annotations.NullMarked;
