/// The call: what is asked before a case is opened, and put right afterwards.
@NullMarked
package io.backstay.ui.incidents.call;

import org.jspecify.annotations.NullMarked;
