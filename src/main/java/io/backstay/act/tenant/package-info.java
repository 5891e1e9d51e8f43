/// How a tenant's rows are found in a database: drafting a mapping, and showing what one finds.
@NullMarked
package io.backstay.act.tenant;

import org.jspecify.annotations.NullMarked;
