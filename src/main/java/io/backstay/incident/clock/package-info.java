/// The clocks of a case: how long it has run, what is left, and when the customer hears from us next.
@NullMarked
package io.backstay.incident.clock;

import org.jspecify.annotations.NullMarked;
