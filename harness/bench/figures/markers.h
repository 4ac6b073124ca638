// SPDX-License-Identifier: Apache-2.0
// Where a sample begins and ends, for who watches the processor: functions that do nothing, at addresses
// that counting/plugin.c is told. What is executed between is counted for the base, the subject or nobody.
#pragma once

extern "C" {
void limitest_mark_base();
void limitest_mark_subject();
void limitest_mark_control();
void limitest_mark_end();
// A figure has been measured.
void limitest_mark_report();
}
