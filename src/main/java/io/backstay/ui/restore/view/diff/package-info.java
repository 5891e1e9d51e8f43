/// What was lost and what has happened since, as it is seen: groups, rows side by side, and the choices for them.
@NullMarked
package io.backstay.ui.restore.view.diff;

import org.jspecify.annotations.NullMarked;
