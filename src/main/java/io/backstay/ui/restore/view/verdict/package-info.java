/// Whether it can come back, as it is seen: the answer and its time line.
@NullMarked
package io.backstay.ui.restore.view.verdict;

import org.jspecify.annotations.NullMarked;
