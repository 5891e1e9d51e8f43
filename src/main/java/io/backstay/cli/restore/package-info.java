/// `backstay restore`: the guided restore, step by step.
@NullMarked
package io.backstay.cli.restore;

import org.jspecify.annotations.NullMarked;
