/// The guided restore from a terminal, step by step and across workstations.
@NullMarked
package io.backstay.cli.restore;

import org.jspecify.annotations.NullMarked;
