/// Who may do what, and the way in which every act is recorded.
@NullMarked
package io.backstay.act.role;

import org.jspecify.annotations.NullMarked;
