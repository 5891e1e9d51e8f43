/// Reading, comparing and linting policies, and accepting what contradicts itself in them.
@NullMarked
package io.backstay.act.policy;

import org.jspecify.annotations.NullMarked;
