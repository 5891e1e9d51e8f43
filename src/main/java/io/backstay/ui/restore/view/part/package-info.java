/// What every pane of the guided restore is made of: the pane itself, what stands beside it, and the clocks of its
/// case.
@NullMarked
package io.backstay.ui.restore.view.part;

import org.jspecify.annotations.NullMarked;
