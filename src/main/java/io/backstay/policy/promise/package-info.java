/// The clauses of a policy, what they set and say, and which clause a value comes from.
@NullMarked
package io.backstay.policy.promise;

import org.jspecify.annotations.NullMarked;
