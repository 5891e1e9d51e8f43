/// Pictures for reports, drawn with one pen as SVG and as PNG.
@NullMarked
package io.backstay.policy.draw;

import org.jspecify.annotations.NullMarked;
