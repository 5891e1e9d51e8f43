/// Contradictions inside one policy, with the quotations that collide, the arithmetic, and the question to
/// its owner.
@NullMarked
package io.backstay.policy.lint;

import org.jspecify.annotations.NullMarked;
