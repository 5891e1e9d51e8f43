/// Verdict, plan, approve, run, prove, undo.
@NullMarked
package io.backstay.restore;

import org.jspecify.annotations.NullMarked;
