/// What is done to a case as a whole in the window: declaring it, ending it, handing it on as a file.
@NullMarked
package io.backstay.ui.incidents.course;

import org.jspecify.annotations.NullMarked;
