/// Which recovery points a set of keep rules keeps, why, and until when.
@NullMarked
package io.backstay.policy.retention;

import org.jspecify.annotations.NullMarked;
