/// What a customer told us, in which words and by whose clock.
@NullMarked
package io.backstay.incident.intake;

import org.jspecify.annotations.NullMarked;
