/// Cases, past and present, as the record of acts tells them.
@NullMarked
package io.backstay.ui.incidents;

import org.jspecify.annotations.NullMarked;
