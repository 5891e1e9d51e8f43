/// The guided restore as it is seen: step rail, a pane for each step, action bar.
@NullMarked
package io.backstay.ui.restore.view;

import org.jspecify.annotations.NullMarked;
