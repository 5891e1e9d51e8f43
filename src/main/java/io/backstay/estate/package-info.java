/// What we watch: assets, tenants, recovery points, restorable windows, object versions.
@NullMarked
package io.backstay.estate;

import org.jspecify.annotations.NullMarked;
