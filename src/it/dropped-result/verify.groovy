// One for each line of Main that drops what it was given.
def log = new File(basedir, 'build.log').text
assert log =~ /Main\.java:\[13,.*\[CheckReturnValue\].*timeout/
assert log =~ /Main\.java:\[19,.*\[CheckReturnValue\].*jitter/
