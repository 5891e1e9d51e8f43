/// The act that a restore is busy with: how far it is, and how it ended.
@NullMarked
package io.backstay.ui.restore.work;

import org.jspecify.annotations.NullMarked;
