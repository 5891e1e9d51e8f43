/// Approving plans, and whose signatures count, as window and terminal use it.
@NullMarked
package io.backstay.act.approve;

import org.jspecify.annotations.NullMarked;
