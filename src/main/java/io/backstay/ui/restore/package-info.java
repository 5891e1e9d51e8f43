/// The guided restore, step by step and one act at a time: from a customer's call to the proof that nobody else
/// was touched.
@NullMarked
package io.backstay.ui.restore;

import org.jspecify.annotations.NullMarked;
