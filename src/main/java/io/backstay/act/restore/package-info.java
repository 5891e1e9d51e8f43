/// The guided restore of one tenant, recorded step by step, as window and terminal use it.
@NullMarked
package io.backstay.act.restore;

import org.jspecify.annotations.NullMarked;
