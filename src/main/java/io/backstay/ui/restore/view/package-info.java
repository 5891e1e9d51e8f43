/// The guided restore as it is seen: step rail, panes, action bar.
@NullMarked
package io.backstay.ui.restore.view;

import org.jspecify.annotations.NullMarked;
