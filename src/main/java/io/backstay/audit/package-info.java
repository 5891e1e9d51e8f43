/// The append-only, hashed record of every act and its outcome.
@NullMarked
package io.backstay.audit;

import org.jspecify.annotations.NullMarked;
