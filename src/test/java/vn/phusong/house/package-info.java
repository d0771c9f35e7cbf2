/** The tests of the house itself: its doors, its tidiness and the checks that keep both. */
@NullMarked
package vn.phusong.house;

import org.jspecify.annotations.NullMarked;
