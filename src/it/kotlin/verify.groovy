// Each of the broken lines was refused, and not the file for some other reason.
String log = new File(basedir, 'build.log').text
return [7, 9, 11, 13].every { line -> log.contains("Broken.kt:$line:") }
