/// A practice estate of real parts on this machine, with faults on demand.
@NullMarked
package io.backstay.lab;

import org.jspecify.annotations.NullMarked;
