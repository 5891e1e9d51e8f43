/// Tests of the subcommands about how a tenant's rows are found.
@NullMarked
package io.backstay.cli.tenant;

import org.jspecify.annotations.NullMarked;
