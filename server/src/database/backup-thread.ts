import { Database } from 'bun:sqlite'

/** A thread of its own: copies a living database, as it is at this moment, to a file that is there and empty. */
const [file = '', target = ''] = process.argv.slice(2)
const living = new Database(file, { readonly: true })
living.run('pragma busy_timeout = 5000')
living.query('vacuum into ?').run(target)
living.close()

// Where the copy is put back, history goes on another way than clients saw it: they must not take one for the other.
const copy = new Database(target)
copy.query("update facts set value = ? where name = 'epoch'").run(crypto.randomUUID())
copy.close()
