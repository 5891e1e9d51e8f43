/// One class for each kind of promise, judging it for one asset at one instant.
@NullMarked
package io.backstay.policy.rules;

import org.jspecify.annotations.NullMarked;
