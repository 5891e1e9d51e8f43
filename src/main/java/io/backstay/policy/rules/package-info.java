/// One class for each kind of promise, judging it for one asset at one instant, all in one room because only the
/// list of them is seen from outside.
@NullMarked
package io.backstay.policy.rules;

import org.jspecify.annotations.NullMarked;
