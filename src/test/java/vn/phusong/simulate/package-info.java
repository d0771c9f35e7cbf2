/** What the simulated province promises. */
@NullMarked
package vn.phusong.simulate;

import org.jspecify.annotations.NullMarked;
