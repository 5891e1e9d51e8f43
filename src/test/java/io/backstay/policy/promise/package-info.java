/// Tests of what clauses set and say.
@NullMarked
package io.backstay.policy.promise;

import org.jspecify.annotations.NullMarked;
